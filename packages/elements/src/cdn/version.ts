/** The version of the browser files; the build refuses to run when the package says another. */
export const VERSION = '1.0.0';
