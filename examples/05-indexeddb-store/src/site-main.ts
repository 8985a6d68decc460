import process from 'node:process';
import { pageFiles } from './site/page-files.ts';
import { serve } from './site/serve.ts';

// Shows the page until it is interrupted. The same port each time: another port would be another origin, with another store.
const { origin } = await serve(await pageFiles(), 5405);
process.stdout.write(`${origin}/\n${origin}/?lang=en\n`);
