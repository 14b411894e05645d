/**
 * The option integer of a choice's value in a custom column. It follows from the value alone, so choices may be added,
 * dropped and put in another order without any record changing its meaning. FNV-1a over UTF-8, within what Dataverse
 * takes as an option; two values of one column that fall together are refused by {@link mappingsFor}.
 */
export function optionOf(value: string): number {
  return 100_000_000 + (fnv1a(value) % 2_000_000_000);
}

/** The 32-bit FNV-1a hash of a text's UTF-8 bytes. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
