#!/usr/bin/env node
import { program } from '../lib/commands/program';

void program().parseAsync();
