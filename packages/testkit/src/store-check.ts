#!/usr/bin/env node
import { runProgram } from './command/program.ts';

await runProgram(process.argv.slice(2), import.meta.url);
