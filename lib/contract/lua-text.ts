/** Every character but these few as its number, so that no name can end the string. */
export const luaText = (text: string): string =>
  `"${[...Buffer.from(text)].map((byte) => (/[\w ./:-]/.test(String.fromCharCode(byte)) && byte < 128 ? String.fromCharCode(byte) : `\\${String(byte).padStart(3, '0')}`)).join('')}"`;
