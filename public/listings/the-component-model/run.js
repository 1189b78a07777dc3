import { text } from "./out/slug.js";

console.log(text.slugify("Hello, Components"));
try {
  text.slugify("!!!");
} catch (e) {
  console.log("refused:", e.payload);
}
text.slugify(42);
