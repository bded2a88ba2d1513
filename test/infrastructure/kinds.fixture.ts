/*
 * Every type of resource that a stage is made of, judged twice. One that is not here fails the tests: a change that adds a
 * resource says whether it holds what cannot be made again, and under which key it stores.
 */

/** Holds what cannot be made again: its content, or an address that others have written down. */
export const STATEFUL: Record<string, "all" | string[]> = {
  "aws:dynamodb/table:Table": "all",
  "aws:secretsmanager/secret:Secret": "all",
  "aws:cognito/userPool:UserPool": "all",
  "aws:apigateway/restApi:RestApi": "all",
  // The portal's files are built at each deploy, and what the relay gave up on is still in the outbox.
  "aws:s3/bucket:Bucket": ["AuditAnchorsBucket"],
};

/** Stores data, and takes a key: where in its inputs, and which resources are left out. */
export const ENCRYPTED: Record<string, { path: string[]; without?: string[] }> = {
  "aws:dynamodb/table:Table": { path: ["serverSideEncryption", "kmsKeyArn"] },
  "aws:secretsmanager/secret:Secret": { path: ["kmsKeyId"] },
  "aws:cloudwatch/logGroup:LogGroup": { path: ["kmsKeyId"] },
  "aws:sqs/queue:Queue": { path: ["kmsMasterKeyId"] },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    path: ["rules", "0", "applyServerSideEncryptionByDefault", "kmsMasterKeyId"],
    // Public files, which CloudFront reads for everybody.
    without: ["PortalAssetsEncryption"],
  },
};

/** Neither stores what is anybody's, or takes no key of a customer. */
export const WITHOUT_DATA = [
  "aws:acm/certificate:Certificate",
  "aws:acm/certificateValidation:CertificateValidation",
  "aws:apigateway/account:Account",
  "aws:apigateway/authorizer:Authorizer",
  "aws:apigateway/basePathMapping:BasePathMapping",
  "aws:apigateway/deployment:Deployment",
  "aws:apigateway/domainName:DomainName",
  "aws:apigateway/integration:Integration",
  "aws:apigateway/method:Method",
  "aws:apigateway/methodSettings:MethodSettings",
  "aws:apigateway/resource:Resource",
  "aws:apigateway/response:Response",
  "aws:apigateway/restApi:RestApi",
  "aws:apigateway/stage:Stage",
  // The alarms' topic is in it: a test of its template says what it is encrypted with.
  "aws:cloudformation/stack:Stack",
  "aws:cloudfront/distribution:Distribution",
  "aws:cloudfront/function:Function",
  "aws:cloudfront/keyValueStore:KeyValueStore",
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
  // Events pass through it; those that a rule cannot hand over go to a queue.
  "aws:cloudwatch/eventBus:EventBus",
  "aws:cloudwatch/eventRule:EventRule",
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
  // Cognito encrypts people with a key of its own.
  "aws:cognito/managedLoginBranding:ManagedLoginBranding",
  "aws:cognito/userPool:UserPool",
  "aws:cognito/userPoolClient:UserPoolClient",
  "aws:cognito/userPoolDomain:UserPoolDomain",
  "aws:iam/role:Role",
  "aws:lambda/eventSourceMapping:EventSourceMapping",
  // Its code and environment, which hold no secret.
  "aws:lambda/function:Function",
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
  // The address of a function, which stores nothing.
  "aws:lambda/functionUrl:FunctionUrl",
  "aws:lambda/permission:Permission",
  "aws:route53/record:Record",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:scheduler/schedule:Schedule",
  "aws:ses/domainIdentityVerification:DomainIdentityVerification",
  "aws:sesv2/configurationSet:ConfigurationSet",
  "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
  "aws:sesv2/emailIdentity:EmailIdentity",
  "aws:sqs/queuePolicy:QueuePolicy",
  // The stage's settings, and no secret.
  "aws:ssm/parameter:Parameter",
  "aws:wafv2/webAcl:WebAcl",
  "aws:wafv2/webAclAssociation:WebAclAssociation",
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
  "command:local:Command",
  "pulumi-nodejs:dynamic:Resource",
  "pulumi:providers:aws",
  "pulumi:pulumi:Stack",
  "random:index/randomBytes:RandomBytes",
  "random:index/randomPassword:RandomPassword",
];
