/** A canary's package. */
package canary;
