/**
 * A write with `If-None-Match: *`, the only value that S3 takes there: it succeeds where no object is, and nowhere else.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html read 2026-11-26
 */
export const onlyNewObjects = { Null: { 's3:if-none-match': 'false' } };

/** The opposite condition, for a bucket policy that denies overwriting to every principal. */
export const maybeOldObjects = { Null: { 's3:if-none-match': 'true' } };
