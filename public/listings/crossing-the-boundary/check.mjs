// node check.mjs FOLDER: the calls that bench.mjs measures.
const folder = process.argv[2];
const { probe } = await import(`./${folder}/probe.js`);
const { repeat } = await import(`./${folder}/pair.js`);

const short = "twelve chars";
console.log(probe.add(40, 2), probe.size(short),
  probe.sizes([short, short]), repeat.add(1000), repeat.size(1000, 12));
