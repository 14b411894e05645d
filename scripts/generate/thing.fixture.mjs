/** An element as `readElements` gives it, for the tests of the writers. */
export const THING = {
  tag: 'portico-thing',
  className: 'PorticoThingElement',
  path: 'dist/widgets/portico-thing/portico-thing.js',
  description: 'Shows a thing.',
  attributes: [
    { name: 'record', fieldName: 'record', type: 'string', default: "''", description: 'Id of the thing.' },
    { name: 'page-size', fieldName: 'pageSize', type: 'number', default: '20', description: 'How many.' },
    { name: 'bare', fieldName: 'bare', type: 'boolean', default: 'false', description: 'Without a frame.' },
  ],
  properties: [
    { name: 'record', attribute: 'record', type: 'string', description: 'Id of the thing.' },
    { name: 'pageSize', attribute: 'page-size', type: 'number', description: 'How many.' },
    { name: 'bare', attribute: 'bare', type: 'boolean', description: 'Without a frame.' },
    {
      name: 'client',
      type: 'Client',
      description: 'Whom to ask.',
      inheritedFrom: { name: 'PorticoElement' },
    },
  ],
  methods: [{ name: 'reload', type: '', description: 'Asks again.' }],
  events: [
    { name: 'portico-thing-shown', type: 'ThingShownEvent', description: 'It is there; */ `id` is which.' },
  ],
  slots: [{ name: '', type: '', description: 'Shown when it fails.' }],
  parts: [{ name: 'title', type: '', description: 'The title | and more.' }],
  states: [],
  cssProperties: [
    {
      name: '--portico-accent',
      type: '',
      description: 'Buttons.',
      inheritedFrom: { name: 'PorticoElement' },
    },
  ],
};

/** An element that has nothing. */
export const PLAIN = {
  ...{
    tag: 'portico-plain',
    className: 'PorticoPlainElement',
    path: 'dist/widgets/portico-plain/portico-plain.js',
  },
  ...{
    description: 'Nothing.',
    attributes: [],
    properties: [],
    methods: [],
    events: [],
    slots: [],
    parts: [],
  },
  ...{ states: [], cssProperties: [] },
};
