export { parseJson } from './plain.ts';
