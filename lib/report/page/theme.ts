/** Every colour of the page, once for light and once for dark. Text keeps a contrast of 4.5 to 1 against its ground. */
export const themeStyle = `:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f5f6f8; --ink: #1b2129; --muted: #57606b; --line: #e2e5e9; --rule: #9aa3ae;
  --link: #0a58a8; --expected: #2267b0; --worst: #93bbe4; --limit: #b3261e; --flow: #2267b0;
  --measured: #176b36; --published: #0a58a8; --derived: #57606b; --stated: #6b3fa0; --assumed: #8a5200; --notice: #eef4fb; --shade: #b4bcc6;
  --stage-1: #23527c; --stage-2: #5b93c5; --stage-3: #b45f06; --stage-4: #e0a458; --stage-5: #f3d08f;
  --stage-6: #3b7a57; --stage-7: #8fc1a3; --stage-8: #7b5aa6; --stage-9: #b9a3d6;
}
@media screen and (prefers-color-scheme: dark) { :root {
  --page: #14181d; --panel: #1d232a; --ink: #e6e9ed; --muted: #a3adb9; --line: #2c343d; --rule: #66717e;
  --link: #86bdf5; --expected: #5fa3e6; --worst: #2f5c8a; --limit: #ff8a80; --flow: #5fa3e6;
  --measured: #7fd09b; --published: #86bdf5; --derived: #a3adb9; --stated: #c5a8f2; --assumed: #eeb45c; --notice: #1a2735; --shade: #000000;
  --stage-1: #6ea8dc; --stage-2: #3f6f9c; --stage-3: #e08a3a; --stage-4: #b98a4a; --stage-5: #7d6434;
  --stage-6: #6fb58f; --stage-7: #41755a; --stage-8: #ab8ad6; --stage-9: #6d5691;
} }
`;
