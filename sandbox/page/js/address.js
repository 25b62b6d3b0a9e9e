// What is on the page is kept in its address (?as=id1,id2), so that it can be reloaded, bookmarked and sent on.

export const MOST = 3;

const asked = () => new URLSearchParams(location.search);

/** The ids named in the address, known ones only, each once, at most three. */
export function peopleInAddress(known) {
  const ids = (asked().get("as") ?? "").split(",");
  return [...new Set(ids)].filter((id) => known.has(id)).slice(0, MOST);
}

/** Whether charts are drawn; ?charts=off shows what clients that know none show. */
export const drawsCharts = () => asked().get("charts") !== "off";

/** Writes them there without a new step in the browser's history. */
export function rememberPeople(ids) {
  const people = ids.length ? [`as=${ids.map(encodeURIComponent).join(",")}`] : [];
  const query = [...people, ...(drawsCharts() ? [] : ["charts=off"])].join("&");
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}
