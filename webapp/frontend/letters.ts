// Whole numbers as the server writes them in letters (atlas/letters.py).

/** Reads whole numbers: five bits a letter, the lowest first, then a sign in the lowest bit. */
export function numbersIn(letters: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (let at = 0; at < letters.length; at += 1) {
    const bits = letters.charCodeAt(at) - 63;
    value |= (bits & 0x1f) << shift;
    shift += 5;
    if (bits < 0x20) {
      numbers.push(value & 1 ? ~(value >>> 1) : value >>> 1);
      [value, shift] = [0, 0];
    }
  }
  return numbers;
}
