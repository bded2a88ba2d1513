/** Where the relay puts what has happened; everything that reacts listens here. */
export const bus = new sst.aws.Bus("Bus");
