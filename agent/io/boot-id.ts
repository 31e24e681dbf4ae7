import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { calendarMilliseconds } from './clock';

/** Differs after every start of the instance. */
export const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();

/** When the kernel started. */
export const bootedAt = (): Date => new Date(calendarMilliseconds() - uptime() * 1000);
