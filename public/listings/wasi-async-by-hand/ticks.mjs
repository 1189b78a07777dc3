import { run } from "./out-ticks/ticks.js";

await run.run();
