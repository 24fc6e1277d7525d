/**
 * Where a text's code points begin in the strings of this language, which count in UTF-16.
 *
 * The API counts in Unicode code points: behind a character beyond the basic plane, such as an emoji, the two differ.
 *
 * @returns for each code point its place, and at the end the text's length.
 */
export function utf16Places(text: string): number[] {
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    places.push(place);
    place += character.length;
  }
  places.push(place);
  return places;
}

/** The words between two offsets of the API. */
export function sliceByCodePoints(text: string, start: number, end: number): string {
  const places = utf16Places(text);
  return text.slice(places[start] ?? text.length, places[end] ?? text.length);
}
