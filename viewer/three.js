// What the 3D viewer needs of three.js: bundled into public/three.js, which pages fetch when somebody asks for a model.
export {
  Box3,
  Box3Helper,
  Color,
  DirectionalLight,
  HemisphereLight,
  PerspectiveCamera,
  Scene,
  Spherical,
  Vector3,
  WebGLRenderer,
} from 'three';
export { OrbitControls } from 'three/addons/controls/OrbitControls.js';
export { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
