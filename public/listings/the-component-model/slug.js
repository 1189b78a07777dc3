export const text = {
  slugify(title) {
    const slug = title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    if (slug === "") throw "empty";
    if (slug.length > 80) throw "too-long";
    return slug;
  },
};
