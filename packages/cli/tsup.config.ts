export { default } from '../checks/src/tsup-preset.ts';
