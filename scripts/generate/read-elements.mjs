/**
 * What the writers need of an element: the declaration in the manifest with every list present, whatever the manifest
 * leaves out, and descriptions on one line.
 *
 * @typedef {{ name: string, description: string, inheritedFrom?: object }} Described `name` is '' for the default slot
 * @typedef {Described & { type: string, default?: string, fieldName?: string }} Typed
 * @typedef {{
 *   tag: string, className: string, path: string, description: string,
 *   attributes: Typed[], properties: Typed[], methods: Described[], events: Typed[],
 *   slots: Described[], parts: Described[], states: Described[], cssProperties: Described[],
 * }} ElementInfo `path` is the compiled file within the package; the type of an event is the name of its class
 */

/** @returns {ElementInfo[]} by tag */
export function readElements(manifest) {
  return manifest.modules
    .flatMap(({ path, declarations }) =>
      declarations.filter(({ tagName }) => tagName).map((declaration) => toElement(path, declaration)),
    )
    .sort((a, b) => a.tag.localeCompare(b.tag));
}

/** `PorticoLeadFormElement` is `PorticoLeadForm` where there are no tags, as in React. */
export function componentName({ className }) {
  return className.replace(/Element$/, '');
}

function toElement(path, { tagName, name, description, members = [], ...lists }) {
  return {
    tag: tagName,
    className: name,
    path,
    description: oneLine(description),
    attributes: described(lists.attributes),
    properties: described(members.filter((member) => member.kind === 'field' && !member.static)),
    methods: described(members.filter((member) => member.kind === 'method' && !member.static)),
    events: described(lists.events),
    slots: described(lists.slots),
    parts: described(lists.cssParts),
    states: described(lists.cssStates),
    cssProperties: described(lists.cssProperties),
  };
}

function described(items = []) {
  return items.map(({ type, description, ...item }) => ({
    ...item,
    type: type?.text ?? '',
    description: oneLine(description),
  }));
}

function oneLine(text = '') {
  return text.replace(/\s+/g, ' ').trim();
}
