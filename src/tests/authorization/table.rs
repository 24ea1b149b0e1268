//! The table: a route, and what is answered to a stranger, a buyer, another buyer, a seller, another seller, a moderator,
//! an admin, somebody whose account is disabled and somebody whose session is too old. `in` is the way to the sign-in
//! page, 303 a form that was accepted. The order is the first buyer's and the listing the first seller's; other ids lead
//! to nothing.

pub const TABLE: &str = "
# route                                              str buy obu sel ose mod adm sus exp

# Pages
GET    /account                                      in 200 200 200 200 200 200  in  in
GET    /account/data                                 in 200 200 200 200 200 200  in  in
GET    /account/notifications                        in 200 200 200 200 200 200  in  in
GET    /account/security                             in 200 200 200 200 200 200  in  in
GET    /account/sessions                             in 200 200 200 200 200 200  in  in
GET    /account/tokens                               in 200 200 200 200 200 200  in  in
GET    /admin                                        in 403 403 403 403 200 200  in  in
GET    /admin/assets                                 in 403 403 403 403 200 200  in  in
GET    /admin/audit                                  in 403 403 403 403 200 200  in  in
GET    /admin/jobs                                   in 403 403 403 403 403 200  in  in
GET    /admin/mail                                   in 403 403 403 403 403 200  in  in
GET    /admin/mail/{id}                              in 403 403 403 403 403 404  in  in
GET    /admin/orders                                 in 403 403 403 403 200 200  in  in
GET    /admin/reviews                                in 403 403 403 403 200 200  in  in
GET    /admin/users                                  in 403 403 403 403 200 200  in  in
GET    /api/docs                                    200 200 200 200 200 200 200 200 200
GET    /become-a-seller                              in 200 200 302 302 200 200  in  in
GET    /cart                                        200 200 200 200 200 200 200 200 200
GET    /change-email                                200 200 200 200 200 200 200 200 200
GET    /dashboard                                    in 403 403 200 200 403 403  in  in
GET    /forgot-password                             200 200 200 200 200 200 200 200 200
GET    /library                                      in 200 200 200 200 200 200  in  in
GET    /library/files/{file_id}                      in 404 404 404 404 404 404  in  in
GET    /library/{id}                                 in 404 404 404 404 404 404  in  in
GET    /privacy                                     200 200 200 200 200 200 200 200 200
GET    /reset-password                              200 200 200 200 200 200 200 200 200
GET    /sell                                         in 403 403 200 200 403 403  in  in
GET    /sell/payouts                                 in 403 403 200 200 403 403  in  in
GET    /sell/new                                     in 403 403 200 200 403 403  in  in
GET    /sell/{id}                                    in 403 403 200 404 403 403  in  in
GET    /sell/{id}/versions/new                       in 403 403 200 404 403 403  in  in
GET    /sign-in                                     200 302 302 302 302 302 302 200 200
GET    /sign-in/code                                302 302 302 302 302 302 302 302 302
GET    /sign-in/link                                302 302 302 302 302 302 302 302 302
GET    /sign-up                                     200 302 302 302 302 302 302 200 200
GET    /terms                                       200 200 200 200 200 200 200 200 200
GET    /unlock                                      200 200 200 200 200 200 200 200 200
GET    /unsubscribe                                 200 200 200 200 200 200 200 200 200
GET    /verify-email                                200 200 200 200 200 200 200 200 200
GET    /wishlist                                     in 200 200 200 200 200 200  in  in

# Server functions
POST   /api/fn/add_to_cart                          404 404 404 404 404 404 404 404 404
POST   /api/fn/agree_to_email                       409 409 409 409 409 409 409 409 409
POST   /api/fn/answer_review                         in 403 403 404 404 403 403  in  in
POST   /api/fn/ask_for_passkey                      303 303 303 303 303 303 303 303 303
POST   /api/fn/ask_for_data                          in 422 422 422 422 422 422  in  in
POST   /api/fn/become_seller                         in 422 422 409 409 422 422  in  in
POST   /api/fn/begin_passkey                         in 303 303 303 303 303 303  in  in
POST   /api/fn/begin_second_factor                   in 303 303 303 303 303 303  in  in
POST   /api/fn/cancel_email_change                   in 303 303 303 303 303 303  in  in
POST   /api/fn/change_email                          in 422 422 422 422 422 422  in  in
POST   /api/fn/change_licence                       404 404 404 404 404 404 404 404 404
POST   /api/fn/change_password                       in 422 422 422 422 422 422  in  in
POST   /api/fn/check_audit_log                       in 403 403 403 403 303 303  in  in
POST   /api/fn/confirm_second_factor                 in 422 422 422 422 422 422  in  in
POST   /api/fn/delete_account                        in 422 422 422 422 422 422  in  in
POST   /api/fn/delete_draft                          in 403 403 404 404 403 403  in  in
POST   /api/fn/delete_review                         in 404 404 404 404 404 404  in  in
POST   /api/fn/describe_picture                      in 403 403 404 404 403 403  in  in
POST   /api/fn/disable_user                          in 403 403 403 403 403 404  in  in
POST   /api/fn/discard_version                       in 403 403 404 404 403 403  in  in
POST   /api/fn/edit_version                          in 403 403 404 404 403 403  in  in
POST   /api/fn/enable_user                           in 403 403 403 403 403 404  in  in
POST   /api/fn/end_session                           in 303 303 303 303 303 303  in  in
POST   /api/fn/follow                                in 404 404 404 404 404 404  in  in
POST   /api/fn/forgot_password                      303 303 303 303 303 303 303 303 303
POST   /api/fn/forget_recovery_codes                 in 303 303 303 303 303 303  in  in
POST   /api/fn/give_waiver                           in 404 404 404 404 404 404  in  in
POST   /api/fn/link_sign_in                         409 409 409 409 409 409 409 409 409
POST   /api/fn/keep_asset                            in 403 403 403 403 404 404  in  in
POST   /api/fn/hide_review                           in 403 403 403 403 404 404  in  in
POST   /api/fn/keep_passkey                          in 409 409 409 409 409 409  in  in
POST   /api/fn/lift_lockout                         409 409 409 409 409 409 409 409 409
POST   /api/fn/make_cover                            in 403 403 404 404 403 403  in  in
POST   /api/fn/make_token                            in 422 422 422 422 422 422  in  in
POST   /api/fn/prove_with_passkey                    in 409 409 409 409 409 409  in  in
POST   /api/fn/remove_avatar                         in 303 303 303 303 303 303  in  in
POST   /api/fn/remove_file                           in 403 403 404 404 403 403  in  in
POST   /api/fn/remove_from_cart                     303 303 303 303 303 303 303 303 303
POST   /api/fn/remove_passkey                        in 303 303 303 303 303 303  in  in
POST   /api/fn/remove_picture                        in 403 403 404 404 403 403  in  in
POST   /api/fn/renew_recovery_codes                  in 422 422 422 422 422 422  in  in
POST   /api/fn/report_asset                          in 404 404 404 404 404 404  in  in
POST   /api/fn/report_review                         in 404 404 404 404 404 404  in  in
POST   /api/fn/reset_password                       409 409 409 409 409 409 409 409 409
POST   /api/fn/restore_asset                         in 403 403 403 403 404 404  in  in
POST   /api/fn/retry_job                             in 403 403 403 403 403 404  in  in
POST   /api/fn/revoke_token                          in 303 303 303 303 303 303  in  in
POST   /api/fn/save_notifications                    in 303 303 303 303 303 303  in  in
POST   /api/fn/save_profile                          in 422 422 422 422 422 422  in  in
POST   /api/fn/save_shop                             in 403 403 422 422 403 403  in  in
POST   /api/fn/send_confirmation                     in 303 303 303 303 303 303  in  in
POST   /api/fn/send_verification                     in 409 409 409 409 409 409  in  in
POST   /api/fn/set_showcase                          in 403 403 404 404 403 403  in  in
POST   /api/fn/set_excerpt                           in 403 403 404 404 403 403  in  in
POST   /api/fn/set_staff_role                        in 403 403 403 403 403 404  in  in
POST   /api/fn/show_review                           in 403 403 403 403 404 404  in  in
POST   /api/fn/sign_in                              422 422 422 422 422 422 422 422 422
POST   /api/fn/sign_in_code                         409 409 409 409 409 409 409 409 409
POST   /api/fn/save_payout_account                   in 403 403 409 409 403 403  in  in
POST   /api/fn/sign_in_with_passkey                 409 409 409 409 409 409 409 409 409
POST   /api/fn/sign_out                             303 303 303 303 303 303 303 303 303
POST   /api/fn/sign_out_everywhere                   in 303 303 303 303 303 303  in  in
POST   /api/fn/sign_up                              422 422 422 422 422 422 422 422 422
POST   /api/fn/sign_up_with_provider                409 409 409 409 409 409 409 409 409
POST   /api/fn/start_listing                         in 403 403 422 422 403 403  in  in
POST   /api/fn/start_version                         in 403 403 404 404 403 403  in  in
POST   /api/fn/take_down_asset                       in 403 403 403 403 404 404  in  in
POST   /api/fn/unlink_sign_in                        in 303 303 303 303 303 303  in  in
POST   /api/fn/unsubscribe                          409 409 409 409 409 409 409 409 409
POST   /api/fn/verify_email                         409 409 409 409 409 409 409 409 409
POST   /api/fn/vote_review                           in 404 404 404 404 404 404  in  in
POST   /api/fn/wish                                  in 404 404 404 404 404 404  in  in
POST   /api/fn/write_review                          in 404 404 404 404 404 404  in  in

# Signing in with a provider, where none is configured
GET    /api/auth/callback                           404 404 404 404 404 404 404 404 404
GET    /api/auth/callback/{issuer}                  404 404 404 404 404 404 404 404 404
GET    /api/auth/login                              404 404 404 404 404 404 404 404 404
GET    /api/auth/login/{issuer}                     404 404 404 404 404 404 404 404 404
GET    /api/auth/logout                             404 404 404 404 404 404 404 404 404

# API
GET    /api/v1/admin/assets                         401 403 403 403 403 200 200 401 401
GET    /api/v1/admin/audit                          401 403 403 403 403 200 200 401 401
GET    /api/v1/admin/jobs                           401 403 403 403 403 403 200 401 401
GET    /api/v1/admin/orders                         401 403 403 403 403 200 200 401 401
GET    /api/v1/admin/users                          401 403 403 403 403 200 200 401 401
DELETE /api/v1/assets/{asset}                       401 403 403 409 404 403 403 401 401
POST   /api/v1/assets/{asset}/submit                401 403 403 409 404 403 403 401 401
POST   /api/v1/assets/{asset}/unpublish             401 403 403 200 404 403 403 401 401
GET    /api/v1/auth/challenge                       200 200 200 200 200 200 200 200 200
POST   /api/v1/auth/forgot-password                 200 200 200 200 200 200 200 200 200
POST   /api/v1/auth/login                           401 401 401 401 401 401 401 401 401
POST   /api/v1/auth/logout                          401 200 200 200 200 200 200 401 401
DELETE /api/v1/auth/me                              401 422 422 422 422 422 422 401 401
GET    /api/v1/auth/export                          401 404 404 404 404 404 404 401 401
GET    /api/v1/auth/me                              401 200 200 200 200 200 200 401 401
PATCH  /api/v1/auth/me                              401 200 200 200 200 200 200 401 401
PATCH  /api/v1/auth/me/shop                         401 403 403 200 200 403 403 401 401
POST   /api/v1/auth/export                          401 422 422 422 422 422 422 401 401
POST   /api/v1/auth/refresh                         401 401 401 401 401 401 401 401 401
POST   /api/v1/auth/register                        422 422 422 422 422 422 422 422 422
POST   /api/v1/auth/reset-password                  409 409 409 409 409 409 409 409 409
POST   /api/v1/auth/verify-email                    409 409 409 409 409 409 409 409 409
DELETE /api/v1/cart                                 200 200 200 200 200 200 200 200 200
GET    /api/v1/cart                                 200 200 200 200 200 200 200 200 200
DELETE /api/v1/cart/items/{id}                      404 404 404 404 404 404 404 404 404
GET    /api/v1/files/download/{file_id}             401 404 404 404 404 404 404 401 401
GET    /api/v1/library                              401 200 200 200 200 200 200 401 401
DELETE /api/v1/uploads/avatar                       401 200 200 200 200 200 200 401 401
POST   /api/v1/uploads/avatar                       401 422 422 422 422 422 422 401 401
POST   /api/v1/uploads/image                        401 403 403 422 422 403 403 401 401
DELETE /api/v1/uploads/{id}                         401 403 403 404 404 403 403 401 401
GET    /api/v1/uploads/{id}                         401 403 403 404 404 403 403 401 401

# The shop's front, buying and selling: pages
GET    /                                            200 200 200 200 200 200 200 200 200
GET    /assets                                      200 200 200 200 200 200 200 200 200
GET    /assets/{slug}                               200 200 200 200 200 200 200 200 200
GET    /categories/{slug}                           200 200 200 200 200 200 200 200 200
GET    /checkout                                     in 200 200 200 200 200 200  in  in
GET    /orders                                       in 200 200 200 200 200 200  in  in
GET    /orders/{id}                                  in 200 404 404 404 404 404  in  in
GET    /sandbox/checkout/{id}                       404 404 404 404 404 404 404 404 404
GET    /sellers/{handle}                            200 200 200 200 200 200 200 200 200

# Their forms
POST   /api/fn/cancel_order                          in 404 404 404 404 404 404  in  in
POST   /api/fn/edit_listing                          in 403 403 422 422 403 403  in  in
POST   /api/fn/pay_order                             in 404 404 404 404 404 404  in  in
POST   /api/fn/place_order                           in 409 409 409 409 409 409  in  in
POST   /api/fn/publish_listing                       in 403 403 404 404 403 403  in  in
POST   /api/fn/sandbox_abandon                      404 404 404 404 404 404 404 404 404
POST   /api/fn/sandbox_decline                      404 404 404 404 404 404 404 404 404
POST   /api/fn/sandbox_pay                          404 404 404 404 404 404 404 404 404
POST   /api/fn/set_licences                          in 403 403 404 404 403 403  in  in
POST   /api/fn/token_noted                           in 303 303 303 303 303 303  in  in
POST   /api/fn/turn_off_second_factor                in 422 422 422 422 422 422  in  in
POST   /api/fn/unpublish_listing                     in 403 403 404 404 403 403  in  in

# Their API
GET    /api/v1/assets                               200 200 200 200 200 200 200 200 200
GET    /api/v1/assets/{asset}                       200 200 200 200 200 200 200 200 200
GET    /api/v1/assets/{asset}/reviews               200 200 200 200 200 200 200 200 200
POST   /api/v1/assets/{asset}/reviews               401 403 403 409 403 403 403 401 401
DELETE /api/v1/reviews/{review}                     401 404 404 404 404 404 404 401 401
PATCH  /api/v1/reviews/{review}                     401 404 404 404 404 404 404 401 401
GET    /api/v1/orders                               401 200 200 200 200 200 200 401 401
GET    /api/v1/orders/{id}                          401 200 404 404 404 404 404 401 401
PATCH  /api/v1/assets/{asset}                       401 403 403 200 404 403 403 401 401
POST   /api/v1/assets                               401 403 403 422 422 403 403 401 401
POST   /api/v1/assets/{asset}/versions              401 403 403 201 404 403 403 401 401
POST   /api/v1/cart/items                           404 404 404 404 404 404 404 404 404
POST   /api/v1/orders/checkout                      401 409 409 409 409 409 409 401 401
POST   /api/v1/payments/initiate                    401 404 404 404 404 404 404 401 401
POST   /api/v1/uploads                              401 403 403 404 404 403 403 401 401
POST   /api/v1/uploads/{id}/complete                401 403 403 404 404 403 403 401 401
POST   /api/v1/webhooks/{provider}                  404 404 404 404 404 404 404 404 404
";
