// Who is on the page is kept in its address (?as=id1,id2), so that it can be reloaded, bookmarked and sent on.

export const MOST = 3;

/** The ids named in the address, known ones only, each once, at most three. */
export function peopleInAddress(known) {
  const asked = (new URLSearchParams(location.search).get("as") ?? "").split(",");
  return [...new Set(asked)].filter((id) => known.has(id)).slice(0, MOST);
}

/** Writes them there without a new step in the browser's history. */
export function rememberPeople(ids) {
  const query = ids.map(encodeURIComponent).join(",");
  history.replaceState(null, "", query ? `?as=${query}` : location.pathname);
}
