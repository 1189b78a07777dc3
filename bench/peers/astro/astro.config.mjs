export default {
  outDir: process.env.OUT_DIR,
};
