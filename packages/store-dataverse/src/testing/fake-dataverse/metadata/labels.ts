/** Texts for people in the language of the environment, English (United States). */
export function label(text: string): object {
  const localized = { Label: text, LanguageCode: 1033, IsManaged: true, HasChanged: null };
  return { LocalizedLabels: [localized], UserLocalizedLabel: localized };
}

/** The text of a label in a body; undefined where it is not one. */
export function labelText(value: unknown): string | undefined {
  const labels = (value as { LocalizedLabels?: unknown } | undefined)?.LocalizedLabels;
  const first: unknown = Array.isArray(labels) ? labels[0] : undefined;
  const text = (first as { Label?: unknown } | undefined)?.Label;
  return typeof text === 'string' ? text : undefined;
}
