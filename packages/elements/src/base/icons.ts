import type { TemplateResult } from 'lit';
import { icon } from './icon.ts';

export { alertIcon, lockIcon, personIcon } from './icon.ts';

// Beside those of icon.ts, which every page has: what single widgets show.

export const searchIcon = (): TemplateResult =>
  icon('M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13 13l4 4');
export const arrowRightIcon = (): TemplateResult => icon('M4 10h12M11 5l5 5-5 5', true);
export const arrowLeftIcon = (): TemplateResult => icon('M16 10H4M9 5l-5 5 5 5', true);
export const chevronRightIcon = (): TemplateResult => icon('M8 5l5 5-5 5', true);
export const chevronUpIcon = (): TemplateResult => icon('M5 12l5-5 5 5');
export const checkIcon = (): TemplateResult => icon('M4 10.5l4 4 8-9');
export const checkCircleIcon = (): TemplateResult =>
  icon('M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15ZM6.5 10.2l2.4 2.4 4.6-5');
export const closeIcon = (): TemplateResult => icon('M5 5l10 10M15 5L5 15');
export const plusIcon = (): TemplateResult => icon('M10 4v12M4 10h12');
export const messageIcon = (): TemplateResult => icon('M3 4h14v10H9l-4 3v-3H3z');
export const eyeOffIcon = (): TemplateResult =>
  icon('M3 3l14 14M8.2 5.2A8 8 0 0 1 18 10a9 9 0 0 1-2.3 3M5.2 6.4A9 9 0 0 0 2 10a8 8 0 0 0 10.4 4.6');
export const documentIcon = (): TemplateResult =>
  icon('M5 2.5h6.5L15 6v11.5H5zM11 2.5V6.5h4M7.5 10h5M7.5 13h5');
