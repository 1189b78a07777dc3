import clock from "demo:shortener/clock@0.1.0";
import store from "demo:shortener/store@0.1.0";

export const links = {
  create(title, url) {
    const slug = title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    if (slug === "") throw { tag: "empty" };
    const owner = store.get(slug) ?? url;
    if (owner !== url) throw { tag: "taken", val: owner };
    try {
      store.put(slug, url);
    } catch (error) {
      throw { tag: "storage", val: error.payload ?? error };
    }
    return { slug, url, created: clock.now() };
  },
};
