import { now, random, text } from "./out-probe/probe.js";

console.log("now:", now(), "random:", random(), random());
try {
  text.normalize("x");
} catch (e) {
  console.log(String(e));
}
