// Text on a terminal, aligned though Chinese letters are twice as wide.
export { block, columnsOf, entries, entry, layTable, pad, pageColumns, wrap } from './text-layout.ts';

// What stands on the wall at an instant.
export { wallText } from './wall-text.ts';

// The words behind a start command.
export { readWords, UsageError, type ExampleWords } from './example-words.ts';

// What to say when it fails.
export { failureText } from './failure-text.ts';
