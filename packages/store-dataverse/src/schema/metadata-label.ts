/** The language labels are written in: English, which every environment of Portico's has to show them. */
const LANGUAGE = 1033;

export interface MetadataLabel {
  readonly '@odata.type': string;
  readonly LocalizedLabels: readonly Readonly<Record<string, unknown>>[];
}

/** A name for people, as metadata has it. */
export function metadataLabel(text: string): MetadataLabel {
  return {
    '@odata.type': 'Microsoft.Dynamics.CRM.Label',
    LocalizedLabels: [
      { '@odata.type': 'Microsoft.Dynamics.CRM.LocalizedLabel', Label: text, LanguageCode: LANGUAGE },
    ],
  };
}
