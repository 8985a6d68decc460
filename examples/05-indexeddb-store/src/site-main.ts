import process from 'node:process';
import { pageFiles } from './site/page-files.ts';
import { serve } from './site/serve.ts';

// The same port each time: another port would be another origin, with another store.
const port = 5405;

// Shows the page until it is interrupted.
try {
  const { origin } = await serve(await pageFiles(), port);
  process.stdout.write(`${origin}/\n${origin}/?lang=en\n`);
} catch (error) {
  process.stderr.write(`${port}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
