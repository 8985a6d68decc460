#!/usr/bin/env node
import process from 'node:process';
import { runJiceng } from './run-jiceng.ts';

process.exitCode = await runJiceng(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  nowMs: Date.now,
});
