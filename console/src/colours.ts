/**
 * A colour of styles.css as a canvas takes it, for light or dark as it is now.
 *
 * @param element where it is used.
 * @param name such as `--accent`.
 */
export function colourOf(element: HTMLElement, name: string): string {
  // A canvas knows neither variables nor light-dark(), so the browser is asked what it makes of them.
  const probe = element.appendChild(document.createElement("span"));
  probe.style.color = `var(${name})`;
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
