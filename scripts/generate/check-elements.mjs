import { reachableFrom } from './reachable-sources.mjs';

const LISTS = [
  ['properties', 'property'],
  ['attributes', 'attribute'],
  ['methods', 'method'],
  ['events', 'event'],
  ['slots', 'slot'],
  ['parts', 'part'],
  ['states', 'state'],
  ['cssProperties', 'custom property'],
];
const PART = /(?<![\w-])part="([\w\s-]+)"/g;
const SLOT = /<slot(?:\s+name="([\w-]+)")?[\s>]/g;
const EVENT = /\bnew (\w+Event)\(/g;
const THEME = /var\(\s*(--portico-[\w-]+)/g;

/**
 * Everything public has words, and every event a class: what the manifest names, and what the sources of an element
 * use without naming it (parts, slots, events, custom properties).
 *
 * @param {readonly import('./read-elements.mjs').ElementInfo[]} elements
 * @param {ReadonlyMap<string, string>} sources texts by path within the package, such as `src/base/events.ts`
 * @param {ReadonlyMap<string, string>} eventTags the tag of each event class
 * @returns {string[]} faults with their place, from the root of the repository
 */
export function checkElements(elements, sources, eventTags) {
  const faults = elements.flatMap((element) => {
    const path = sourceOf(element);
    const say = (needle, text) => `${placeOf(sources, path, needle)}: <${element.tag}> ${text}`;
    return [
      ...(element.description === '' ? [say(`class ${element.className}`, 'has no description.')] : []),
      ...undescribed(element, say),
      ...element.events
        .filter(({ type }) => !eventTags.has(type))
        .map(({ name, type }) =>
          say(name ?? type, `fires ${name ?? type}, which has no class in base/events.`),
        ),
      ...unnamed(element, reachableFrom(path, sources), eventTags, say),
    ];
  });
  return [...new Set(faults)];
}

/** A property's words are its attribute's too; what is inherited is told once, where it stands. */
function undescribed(element, say) {
  return LISTS.flatMap(([list, noun]) =>
    element[list]
      .filter(({ description, fieldName }) => description === '' && !fieldName)
      .map(({ name }) => say(name, `has no words for the ${noun} ${name || 'without name'}.`)),
  );
}

function unnamed(element, texts, eventTags, say) {
  const all = (pattern) =>
    new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((found) => found[1] ?? '')));
  const used = {
    part: [...all(PART)].flatMap((names) => names.trim().split(/\s+/)),
    slot: [...all(SLOT)],
    event: [...all(EVENT)].flatMap((name) => eventTags.get(name) ?? []),
    'custom property': [...all(THEME)],
  };
  const told = {
    part: element.parts,
    slot: element.slots,
    event: element.events,
    'custom property': element.cssProperties,
  };
  return Object.entries(used).flatMap(([noun, names]) =>
    [...new Set(names)]
      .filter((name) => !told[noun].some((entry) => (entry.name ?? '') === name))
      .map((name) =>
        say(`class ${element.className}`, `uses the ${noun} ${name || 'without name'} and does not name it.`),
      ),
  );
}

function sourceOf({ path }) {
  return path.replace(/^dist\/(.*)\.js$/, 'src/$1.ts');
}

function placeOf(sources, path, needle) {
  const lines = (sources.get(path) ?? '').split('\n');
  const index = lines.findIndex((line) => needle !== '' && line.includes(needle));
  return `packages/elements/${path}:${Math.max(index, 0) + 1}`;
}
