import { links } from "./out-site/site.js";

console.log(links.link("Hello, Components"), links.link("!!!"));
