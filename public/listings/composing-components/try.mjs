const { text } = await import(process.argv[2]);
console.log(text.slugify("Hello, Components"));
