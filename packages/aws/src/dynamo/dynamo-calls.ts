import type {
  BatchGetItemCommandInput,
  BatchGetItemCommandOutput,
  GetItemCommandInput,
  GetItemCommandOutput,
  PutItemCommandInput,
  QueryCommandInput,
  QueryCommandOutput,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
  UpdateItemCommandOutput,
} from "@aws-sdk/client-dynamodb";

type Told<Output> = Omit<Output, "$metadata">;

/**
 * The operations that a call needs, of the SDK's client or of the one that is signed here. Both throw errors with the same
 * names (`aws-error.ts`).
 */
export interface DynamoCalls {
  batchGetItem(input: BatchGetItemCommandInput): Promise<Told<BatchGetItemCommandOutput>>;
  getItem(input: GetItemCommandInput): Promise<Told<GetItemCommandOutput>>;
  query(input: QueryCommandInput): Promise<Told<QueryCommandOutput>>;
  putItem(input: PutItemCommandInput): Promise<unknown>;
  updateItem(input: UpdateItemCommandInput): Promise<Told<UpdateItemCommandOutput>>;
  transactWriteItems(input: TransactWriteItemsCommandInput): Promise<unknown>;
}
