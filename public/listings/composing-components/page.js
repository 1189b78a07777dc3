import { slugify } from "memo:slug/text@0.1.0";

export const links = {
  link(title) {
    try {
      return `/posts/${slugify(title)}`;
    } catch {
      return "/posts/untitled";
    }
  },
};
