import { source } from "./out-text/invalid.js";
import { relay } from "./out-text/both.js";

const codes = (text) => [...text].map((c) => c.codePointAt(0).toString(16));
console.log("from one component:", ...codes(source.text()));
console.log("through a second: ", ...codes(relay.text()));
