/**
 * Letters to change, add, drop or swap with their neighbour to make one word of the other (optimal string
 * alignment); `Infinity` when more than `most`, which is found out early.
 */
export function editDistance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Number.POSITIVE_INFINITY;
  let before = [];
  let previous = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min(previous[j - 1] + (same ? 0 : 1), previous[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        cost = Math.min(cost, before[j - 2] + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return Number.POSITIVE_INFINITY;
    before = previous;
    previous = row;
  }
  const distance = previous[other.length];
  return distance <= most ? distance : Number.POSITIVE_INFINITY;
}
//# sourceMappingURL=edit-distance.js.map
