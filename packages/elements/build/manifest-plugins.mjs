/** What the analyzer of custom elements does not know of our ways of writing them: plugins for its configuration. */

/**
 * Types each event by its class, as `GlobalEventHandlersEventMap` pairs them. An event that is only dispatched gets
 * its name from there too and stays without description, which the checks of the manifest refuse.
 */
export function eventClasses() {
  const classOf = new Map();
  return {
    name: 'event-classes',
    initialize: () => classOf.clear(),
    collectPhase({ ts, node }) {
      if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'GlobalEventHandlersEventMap') return;
      for (const { name, type } of node.members) classOf.set(name.text, type.getText());
    },
    packageLinkPhase({ customElementsManifest }) {
      const nameOf = new Map([...classOf].map(([name, type]) => [type, name]));
      for (const element of declarationsOf(customElementsManifest)) {
        // An extension of the format, for generators: which event is of this class.
        if (nameOf.has(element.name)) element.eventName = nameOf.get(element.name);
        if (!element.events) continue;
        // Of an event without words it knows the class, and takes a variable handed to that for the name.
        const [dispatched, described] = [
          element.events.filter(isBare),
          element.events.filter((e) => !isBare(e)),
        ];
        element.events = described;
        for (const { type } of dispatched) {
          const name = nameOf.get(type.text);
          if (!described.some((event) => event.name === name)) described.push({ name, type });
        }
        for (const event of element.events) {
          const type = classOf.get(event.name);
          if (type) event.type = { text: type };
        }
      }
    },
  };
}

function isBare({ type, description }) {
  return type !== undefined && !description;
}

/** Gives the base class, and by it every widget, the custom properties described where the theme is made. */
export function themeProperties() {
  let properties = [];
  return {
    name: 'theme-properties',
    initialize() {
      properties = [];
    },
    collectPhase({ ts, node }) {
      if (!ts.isVariableStatement(node)) return;
      for (const tag of ts.getJSDocTags(node)) {
        if (tag.tagName.text !== 'cssprop') continue;
        const [, name, description] = /^(\S+)\s+-\s+([\s\S]+)$/.exec(textOf(ts, tag)) ?? [];
        properties.push({ name, description });
      }
    },
    moduleLinkPhase({ moduleDoc }) {
      const base = moduleDoc.declarations.find(({ name }) => name === 'PorticoElement');
      if (base) base.cssProperties = properties;
    },
  };
}

/** Leaves what others may use, under the names they use: compiled files, attributes as HTML has them. */
export function publishedNames() {
  return {
    name: 'published-names',
    packageLinkPhase({ customElementsManifest }) {
      for (const element of declarationsOf(customElementsManifest)) {
        element.members = element.members?.filter(({ privacy = 'public' }) => privacy === 'public');
        for (const attribute of element.attributes ?? []) attribute.name = attribute.name.toLowerCase();
        for (const member of element.members ?? [])
          if (member.attribute) member.attribute = member.attribute.toLowerCase();
      }
      visit(customElementsManifest, (node) => {
        for (const key of ['path', 'module'])
          if (typeof node[key] === 'string') node[key] = toCompiled(node[key]);
      });
    },
  };
}

function textOf(ts, tag) {
  return (ts.getTextOfJSDocComment(tag.comment) ?? '').trim();
}

function toCompiled(path) {
  return path.replace(/^\/?src\/(.*)\.(?:ts|js)$/, 'dist/$1.js');
}

function declarationsOf(manifest) {
  return manifest.modules.flatMap(({ declarations }) => declarations);
}

function visit(node, see) {
  if (Array.isArray(node)) for (const item of node) visit(item, see);
  else if (node && typeof node === 'object') {
    see(node);
    for (const value of Object.values(node)) visit(value, see);
  }
}
