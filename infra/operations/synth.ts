import { synthesise } from "./stack.ts";

/* `node synth.ts OPTIONS`: the template of the operations stack, for options as JSON. */
process.stdout.write(synthesise(JSON.parse(process.argv[2] ?? "{}")));
