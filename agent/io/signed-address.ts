/** Writes a text to an address that S3 signed, over what it holds. @throws Error when S3 does not take it */
export async function putText(signedUrl: string, text: string): Promise<void> {
  const { ok, status } = await fetch(signedUrl, { method: 'PUT', body: text });
  if (!ok) {
    throw new Error(`status ${status}`);
  }
}
