// Import this file first: modules that print decide about colour when they are loaded.
process.env.NO_COLOR = '1';
