//! Small nouns every slice shares; compiles for the browser and knows no feature.
