/** Texts that people, companies and attackers really store, by what is wrong with them. */
export const HOSTILE_TEXTS: ReadonlyMap<string, string> = new Map([
  ['a script', '<script>window.hacked = 1</script>'],
  ['an image that fails', '<img src="data:," onerror="window.hacked = 1">'],
  ['an attribute that closes', '"><svg onload="window.hacked = 1"></svg>'],
  ['a link that runs', '<a href="javascript:window.hacked = 1">open</a>'],
  ['a frame', '<iframe srcdoc="<script>parent.hacked = 1</script>"></iframe>'],
  ['an element of ours', '<portico-case record="11111111-0000-4000-8000-000000000000"></portico-case>'],
  ['a style for the page', '<style>* { display: none !important }</style>'],
  ['a form over all', '<form action="https://example.invalid"><input name="attributes"></form>'],
  ['math that mutates', '<math><mtext><table><mglyph><style><!--</style><img src onerror=hacked=1>'],
  ['a template hole', '$' + '{window.hacked = 1} {{constructor.constructor("hacked=1")()}} {id}'],
  ['a marker of Lit', '<!--?lit$123$--><?lit$456$?>{{lit-1}}'],
  ['text that turns around', '\u202eevil\u202c \u2066inner\u2069 \u200fright'],
  ['letters nobody sees', 'pass\u200bword\u200d\ufeff\u00ad\u2060'],
  ['one endless word', 'Donaudampfschifffahrt'.repeat(30)],
  ['an endless address', `https://example.com/${'path'.repeat(80)}?q=${'%20'.repeat(60)}`],
  ['marks on marks', `Z${'\u0300\u0301\u0302\u0303'.repeat(40)}algo`],
  ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈👍🏽'.repeat(20)],
  ['half an emoji', 'half \ud83d of it'],
  ['control characters', 'a\u0000b\u0007c\u001b[31md\u2028e\u2029f'],
  ['nothing but space', ' \u00a0\u3000 '],
  ['names of properties', '__proto__ constructor toString'],
  ['a right-to-left text', 'הפעמון אינו מצלצל — الجرس لا يرن'],
]);

/**
 * A sample of the payloads in the development data; empty where those are not at hand, as on a machine that has only
 * this repository.
 */
export async function hostileSamples(count: number): Promise<readonly string[]> {
  // The test server hands out what lies beside the repository under this prefix.
  const answer = await fetch('/__wds-outside-root__/1/shared/data/dev/hostile/payloads.jsonl.gz').catch(
    () => null,
  );
  if (!answer?.ok || !answer.body) return [];
  // Some servers say that it is encoded, and the browser has unpacked it then.
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const stream = new Blob([bytes]).stream();
  const text = await new Response(
    packed ? stream.pipeThrough(new DecompressionStream('gzip')) : stream,
  ).text();
  const payloads = text
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { payload: unknown }).payload)
    .filter((payload): payload is string => typeof payload === 'string' && payload.trim() !== '');
  const step = Math.max(1, Math.floor(payloads.length / count));
  return payloads.filter((_, index) => index % step === 0).slice(0, count);
}
