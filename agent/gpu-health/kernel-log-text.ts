/** The text of a record of `/dev/kmsg`, or the line of a plain file. @see https://www.kernel.org/doc/Documentation/ABI/testing/dev-kmsg `priority,sequence,time,flags;text` */
export const kernelLogText = (record: string): string => /^\d+,\d+,[^;]*;([\s\S]*)$/.exec(record)?.[1] ?? record;
