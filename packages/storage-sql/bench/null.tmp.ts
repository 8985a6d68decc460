import { createPorts, allowAll, runDecider, type Store, type Row } from '@jiceng/kernel';
import * as P from './permit-process.ts';
console.log(Object.keys(P));
