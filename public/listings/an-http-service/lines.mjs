// Prints when each part of a response arrives: node lines.mjs URL
const start = performance.now();
const ms = () => `${Math.round(performance.now() - start)} ms`;
const response = await fetch(process.argv[2]);
console.log("headers".padEnd(20), ms());
for await (const chunk of response.body)
  console.log(JSON.stringify(new TextDecoder().decode(chunk)).padEnd(20), ms());
