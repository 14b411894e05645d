const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isGuid = (text: string): boolean => GUID.test(text);

/**
 * SQL Server orders a `uniqueidentifier` by its last group first, and the first three groups by their bytes as they
 * lie in memory, which is back to front: Microsoft Learn, "Comparing GUID and uniqueidentifier values".
 */
export function guidRank(guid: string): string {
  const [a = '', b = '', c = '', d = '', e = ''] = guid.toLowerCase().split('-');
  return `${e}${d}${swap(c)}${swap(b)}${swap(a)}`;
}

function swap(group: string): string {
  let swapped = '';
  for (let at = group.length - 2; at >= 0; at -= 2) swapped += group.slice(at, at + 2);
  return swapped;
}
