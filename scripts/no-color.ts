// Imported first: colour is decided when the modules that print are loaded.
process.env.NO_COLOR = '1';
