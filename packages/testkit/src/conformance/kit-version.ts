/** Put in when the package is built, from its package.json. */
declare const JICENG_PACKAGE_VERSION: string | undefined;

/** Version of this package; `source` where it is not built. */
export const kitVersion: string = typeof JICENG_PACKAGE_VERSION === 'string' ? JICENG_PACKAGE_VERSION : 'source';
